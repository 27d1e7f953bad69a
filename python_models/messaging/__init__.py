"""What the company sends to its viewers, as the tool that sends it exports it.

It stands on customer_events, whose outreach decides who is sent what and who opens it; here that
becomes rows in the shapes of Customer.IO's own export. `messaging.tables` has the tables.
"""
