"""What a register is, how an entry stands on a day, how answers and spreadsheets are read. Plain Python."""
