"""The queryable memory of a case: rows that can always be rebuilt from the archive and the catalogue."""
