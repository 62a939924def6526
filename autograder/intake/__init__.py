"""Take in what was handed in: folders, archives, notebooks, as bytes; nothing is executed or unpacked."""
