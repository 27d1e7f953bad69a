"""What the company says to its viewers, who may hear it, who opens it, and what comes of it."""
