"""What is fixed before the first event happens: users, subscriptions, titles, posts, days."""
