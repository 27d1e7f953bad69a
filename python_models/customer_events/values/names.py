"""Names of people, as often as each is borne in a country.

Faker knows how often names are borne in some countries. Elsewhere it only lists them: there the
common ones lead, in the order of the registers, and the rest follows by chance; the second name
of such a list is borne a little less than the first, and so on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
import pyarrow as pa
from faker import Faker
from faker.providers.person import Provider as Person

from customer_events.kit.dice import SIZE, choices

COUNTED = ("en_US", "en_CA", "en_AU", "sv_SE")  # locales whose names come with their frequency
HEAD, POWER = 12, 1.0  # how flat the head of a list is, and how fast it falls: (rank + head)^-power
COMMON_LAST = {
    "en_GB": "Smith Jones Williams Taylor Davies Brown Wilson Evans Thomas Johnson Roberts Walker "
    "Wright Robinson Thompson White Hughes Edwards Green Lewis Wood Harris Martin Jackson Clarke",
    "de_DE": "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer "
    "Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Lange",
    "it_IT": "Rossi Ferrari Russo Bianchi Romano Gallo Costa Fontana Conti Esposito Ricci Bruno "
    "Rizzo Moretti Barbieri Lombardi Giordano Colombo Mancini Longo Leone Martinelli Marchetti",
    "es_ES": "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez "
    "Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez",
    "nl_NL": "Jong Jansen Vries Bakker Janssen Visser Smit Meijer Mulder Bos Vos Peters Hendriks "
    "Dekker Brouwer Dijkstra Smits Kok Jacobs Vermeulen Schouten Willems Hoekstra Koster Prins",
    "pt_BR": "Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro "
    "Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Moreira",
    "es_MX": "Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores "
    "Gómez Morales Vázquez Jiménez Reyes Torres Díaz Gutiérrez Ruiz Mendoza Aguilar Ortiz Castillo",
}
COMMON_FIRST = {
    "de_DE": "Thomas Michael Andreas Peter Stefan Christian Sabine Susanne Petra Andrea Anna Maria "
    "Julia Laura Lukas Leon Jan Daniel Martin Markus Sarah Lena Katharina Claudia Monika Alexander",
    "fr_FR": "Jean Marie Pierre Michel Philippe Nathalie Isabelle Catherine Nicolas Christophe Laurent "
    "Thomas Julie Céline Stéphanie Sophie Camille Léa Emma Louis Antoine Alexandre Hugo Manon Claire",
    "it_IT": "Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Anna Maria Giulia "
    "Sara Marco Andrea Alessandro Matteo Lorenzo Chiara Martina Paolo Roberto Stefania Luca",
    "es_ES": "Antonio Manuel José Francisco David Juan Javier Daniel María Carmen Ana Isabel Laura "
    "Cristina Marta Lucía Pablo Alejandro Carlos Jesús Sergio Paula Elena Pilar Dolores",
    "nl_NL": "Jan Johannes Daan Sem Lucas Thomas Tim Lars Emma Anna Sophie Julia Lisa Eva Sanne "
    "Milan Bram Jesse Ruben Thijs Noa Lotte Fleur Iris",
    "pt_BR": "Maria Ana João Antônio Francisco Pedro Lucas Luiz Gabriel Rafael Bruno Felipe Juliana "
    "Camila Larissa Beatriz Gustavo Guilherme Mariana Leonardo Rodrigo Thiago Letícia Fernanda",
    "es_MX": "José Juan María Guadalupe Francisco Jesús Antonio Alejandro Miguel Pedro Jorge Luis "
    "Manuel Carlos Rosa Ana Laura Patricia Verónica Daniel Fernando Ricardo Roberto Gabriela",
}


@dataclass(frozen=True)
class Names:
    """The names of some countries, those of one after the other, with a look-up table for each."""

    texts: pa.Array
    slugs: pa.Array  # as they read in an address
    first: np.ndarray  # the first name of each country
    counts: np.ndarray  # how many it has
    tables: np.ndarray  # (country, draw of 16 bits): a name of the country, from 0

    def drawn(self, country: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """A name for each draw, as a number within its country."""
        return self.tables[country, draws].astype(np.int64)

    def another(self, country: np.ndarray, name: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """Another name than those."""
        drawn = self.drawn(country, draws)
        return np.where(drawn == name, (drawn + 1) % self.counts[country], drawn)

    def place(self, country: np.ndarray, name: np.ndarray) -> pa.Array:
        """Where texts and slugs hold the names."""
        return pa.array(self.first[country] + name)


@cache
def first_names(locales: tuple[str, ...]) -> Names:
    """First names, by the countries' locales."""
    return _names([_borne(each, "first_names", COMMON_FIRST) for each in locales])


@cache
def last_names(locales: tuple[str, ...]) -> Names:
    """Surnames, by the countries' locales."""
    return _names([_borne(each, "last_names", COMMON_LAST) for each in locales])


def _names(lists: list[tuple[list[str], np.ndarray]]) -> Names:
    texts = [name for names, _ in lists for name in names]
    counts = np.array([len(names) for names, _ in lists])
    tables = np.empty((len(lists), SIZE), dtype=np.int16)
    for row, (_, weights) in enumerate(lists):
        tables[row] = choices(weights)
    return Names(
        texts=pa.array(texts),
        slugs=pa.array([_slug(name) for name in texts]),
        first=np.cumsum(counts) - counts,
        counts=counts,
        tables=tables,
    )


def _borne(locale: str, kind: str, common: Mapping[str, str]) -> tuple[list[str], np.ndarray]:
    """The names of a locale that an address can show, and how often each is borne."""
    person = next(each for each in Faker(locale).get_providers() if isinstance(each, Person))
    known = getattr(person, kind)
    names = [name for name in dict.fromkeys(known) if _slug(name)]
    if locale in COUNTED:
        return names, np.array([known[name] for name in names], dtype=float)
    lead = [name for name in common.get(locale, "").split() if name in names]
    if lead:
        rest = sorted(set(names) - set(lead), key=lambda name: blake2b(name.encode()).digest())
        names = lead + rest
    return names, (np.arange(len(names)) + HEAD) ** -POWER


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in plain if letter.isalnum())
