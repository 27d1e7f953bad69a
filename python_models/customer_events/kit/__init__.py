"""What any simulation could use: chance, ragged arrays, Arrow columns, days and ids."""
