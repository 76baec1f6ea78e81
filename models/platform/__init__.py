"""What all APIs share: organizations, their keys, integrations and usage."""
