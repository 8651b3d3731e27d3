class LispError(Exception):
    pass


def run(source):
    print(source)
