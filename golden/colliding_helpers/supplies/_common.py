UNIT = "kilo"
