"""The page that people look at: queries on the marts, and one HTML file that shows their answers."""
