from datetime import date, datetime, timedelta

ISO = "%Y-%m-%d"


def parse_date(text):
    return datetime.strptime(text, ISO).date()


def days_between(first: date, last: date):
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def week(day):
    start = day - timedelta(days=day.weekday())
    return start, start + timedelta(days=6)
