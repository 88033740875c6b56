"""A pack: a region's folder of members, tables, decisions and words."""
