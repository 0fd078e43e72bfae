"""Claims to incidents: candidates, scores with reasons, groups, reconciled values, status."""

from corroborate.matching.incidents import incident_of, match_claims

__all__ = ["incident_of", "match_claims"]
