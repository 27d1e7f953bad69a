"""Customer.IO: the 43 tables as their document has them, and what leaves the warehouse for it."""
