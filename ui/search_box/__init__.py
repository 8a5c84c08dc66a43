"""The box, the chips that say how it was understood, and the facets: what every place that searches shows."""
