"""Operations beside the post office."""


def get_motto():
    return "Soon"
