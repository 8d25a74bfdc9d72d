-- Every company and service with the names that the press prints for it, most often printed first.
SELECT l.kind, l.entity, coalesce(c.name, s.name) AS shown, s.company, l.name, l.sound
FROM aliases AS l
LEFT JOIN companies AS c ON l.kind = 'company' AND c.id = l.entity
LEFT JOIN services AS s ON l.kind = 'service' AND s.id = l.entity
WHERE l.origin = 'press'
ORDER BY l.kind, l.entity, l.articles DESC, l.name, l.language
