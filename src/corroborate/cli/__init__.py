"""The command line: `corroborate code`, `annotate`, `schema`."""
