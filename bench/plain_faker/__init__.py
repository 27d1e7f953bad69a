"""The peer of the benchmark: an ordinary generator, one class for each part of an event.

Each field of each event is a call of Faker. It was written from the requirements alone, by
someone who knew neither the generator of this project nor what it takes.
"""
