"""What an organisation must be able to show of this service, made from the configuration that runs.

The page "Wat gebeurt er met mijn vraag?" is made of the same sentences, so that no two texts can say different things.
"""
