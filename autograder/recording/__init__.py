"""Evidence as bytes: rows of plain values, written and read by one version of the format."""
