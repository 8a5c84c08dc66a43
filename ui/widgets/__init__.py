"""What at least two places show: labels that stay plain, buttons that name their key, cards, pills, bars."""
