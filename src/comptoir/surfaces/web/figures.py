"""The page prints as the street does."""

from comptoir.street.figures import Figures, figures

__all__ = ["Figures", "figures"]
