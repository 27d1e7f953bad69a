"""What viewers do on a day: sessions, plays, searches, and visits to the creator feed."""
