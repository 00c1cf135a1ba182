"""From a report to parsed sentences. The only package that imports the NLP library."""

from dragoman.parse.parser import Parser, parse, parse_many, passages
from dragoman.parse.sentence import ParsedReport, Sentence, Token

__all__ = ["ParsedReport", "Parser", "Sentence", "Token", "parse", "parse_many", "passages"]
