-- Outlets that were crawled into the store, and what is expected of them.
SELECT name, language, every, enabled, listings FROM outlets ORDER BY name
