"""What runs beside a program at home: plain Python, without anything of the kit's."""
