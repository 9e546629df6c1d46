"""What a mode is, for people: tables, drawings, reasons and differences, made of plans and linked scripts."""
