ALTER TABLE aliases ADD COLUMN sound TEXT NOT NULL DEFAULT '';
ALTER TABLE aliases ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX aliases_sound ON aliases (kind, sound);
CREATE INDEX aliases_folded ON aliases (kind, folded);
CREATE INDEX service_mentions_firm ON service_mentions (company, company_id, model);
CREATE INDEX service_mentions_model ON service_mentions (model, company_id, service_id);
CREATE INDEX service_mentions_no_firm ON service_mentions (model, service_id)
    WHERE company_id IS NULL;
CREATE INDEX service_mentions_key
    ON service_mentions (substr(service_id, instr(service_id, '/') + 1), company_id)
    WHERE company_id IS NOT NULL;
