"""ipmi_board.py commands [--odd] | number SENSOR: what ipmi_sim is to simulate, or the number of a sensor.

It is a board with sensors of all kinds that boards have; with --odd also some whose names Ceilometer does not survive.

A sensor is known twice: by the record that describes it, which says what its reading means, and by what it reads.
"""

import sys

THRESHOLD = 0x01
PREDICTIVE_FAILURE = 0x04
PRESENCE = 0x6F

TEMPERATURE, VOLTAGE, CURRENT, FAN, PROCESSOR, POWER_SUPPLY, MEMORY, OTHER = 1, 2, 3, 4, 7, 8, 0x0C, 0x0B

CELSIUS, VOLTS, AMPS, WATTS, RPM, MILLISECONDS = 1, 4, 5, 6, 18, 21

SIGNED = 0x80
PERCENT = 0x01
NOT_ANALOG = 0xC0


class Analog:
    """A sensor of a full record: its reading is raw * factor * 10^exponent + offset."""

    def __init__(self, name, kind, unit, raw, factor=1, exponent=0, offset=0, flags=0, maximum=None, scanned=True):
        self.name, self.kind, self.unit, self.raw = name, kind, unit, raw
        self.factor, self.exponent, self.offset, self.flags = factor, exponent, offset, flags
        self.maximum, self.scanned, self.reading = maximum, scanned, THRESHOLD

    def record(self, number):
        name = encoded(self.name)
        conversion = [self.factor & 255, (self.factor >> 8) << 6, self.offset & 255, (self.offset >> 8) << 6 & 0xC0, 0,
                      (self.exponent & 15) << 4]
        known = [0x02 if self.maximum is not None else 0, 0, self.maximum or 0, 0]
        body = ([0x20, 0, number, 7, number, 0x67, 0x40, self.kind, THRESHOLD] + [0] * 6 + [self.flags, self.unit, 0, 0]
                + conversion + known + [0xFF, 0] + [0] * 8 + [0, 0, 0, 0xC0 | len(name)] + name)
        return header(number, 0x01, body)


class Discrete:
    """A sensor of a compact record: it has states, and no reading."""

    def __init__(self, name, kind, reading=PRESENCE):
        self.name, self.kind, self.reading = name, kind, reading
        self.raw, self.scanned = 0, True

    def record(self, number):
        name = encoded(self.name)
        body = ([0x20, 0, number, 7, number, 0x67, 0x40, self.kind, self.reading, 1, 0, 1, 0, 1, 0, NOT_ANALOG, 0, 0]
                + [1, 0] + [0] * 6 + [0xC0 | len(name)] + name)
        return header(number, 0x02, body)


def encoded(name):
    """Eight bits to a character, as the type of a name says that boards write."""
    return list(name.encode("latin-1"))


def header(number, kind, body):
    return [number, 0, 0x51, kind, len(body)] + body


SENSORS = [
    Analog("CPU1 Temp", TEMPERATURE, CELSIUS, 48),
    Analog("CPU2 Temp", TEMPERATURE, CELSIUS, 51),
    Analog("Inlet Temp", TEMPERATURE, CELSIUS, 23, maximum=42),
    Analog("Outside", TEMPERATURE, CELSIUS, -7 & 255, flags=SIGNED),
    Analog("DIMM A1", TEMPERATURE, CELSIUS, 0, scanned=False),
    Discrete("Therm Trip", TEMPERATURE, PREDICTIVE_FAILURE),
    Analog("Fan 1", FAN, RPM, 96, factor=50, maximum=200),
    Analog("Fan 2", FAN, RPM, 100, factor=50),
    Analog("Fan 2", FAN, RPM, 101, factor=50),
    Analog("Fan Duty", FAN, 0, 120, factor=392, exponent=-3, flags=PERCENT),
    Discrete("Fan Redundancy", FAN, 0x0B),
    Analog("+12V", VOLTAGE, VOLTS, 200, factor=6, exponent=-2),
    Analog("-12V", VOLTAGE, VOLTS, -121 & 255, factor=10, exponent=-2, flags=SIGNED),
    Analog("VBAT", VOLTAGE, VOLTS, 152, factor=2, exponent=-2),
    Analog("PSU1 Current", CURRENT, AMPS, 28, exponent=-1),
    Analog("Pwr Consumption", CURRENT, WATTS, 77, factor=2),
    Analog("System Level", CURRENT, WATTS, 250, factor=500, exponent=3),
    Discrete("PSU1 Status", POWER_SUPPLY),
    Discrete("CPU1 Status", PROCESSOR),
    Analog("Airflow", OTHER, MILLISECONDS, 40),
]

ODD = [
    Analog("Fl\u00fcssigk\u00fchlung", TEMPERATURE, CELSIUS, 31),
    Analog("PSU1: In", VOLTAGE, VOLTS, 230),
]


def commands(sensors):
    yield "mc_setbmc 0x20"
    yield "mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02"
    yield "sel_enable 0x20 1000 0x0a"
    for number, sensor in enumerate(sensors, 1):
        at = f"0x20 0 {number}"
        yield f"sensor_add {at} {sensor.kind} {sensor.reading}"
        if isinstance(sensor, Analog):
            yield f"sensor_set_value {at} {sensor.raw} 0"
        else:
            yield f"sensor_set_bit {at} 0 1 0"
        scanning = "scanning" if sensor.scanned else "no-scanning"
        yield f"sensor_set_event_support {at} enable {scanning} per-state" + f" {'0' * 15}" * 4
        yield "main_sdr_add 0x20 " + " ".join(f"{byte:#04x}" for byte in sensor.record(number))
    yield "mc_enable 0x20"


def number(name):
    return [sensor.name for sensor in SENSORS].index(name) + 1


if __name__ == "__main__":
    if sys.argv[1:] == ["commands"]:
        print("\n".join(commands(SENSORS)))
    elif sys.argv[1:] == ["commands", "--odd"]:
        print("\n".join(commands(SENSORS + ODD)))
    elif len(sys.argv) == 3 and sys.argv[1] == "number":
        print(number(sys.argv[2]))
    else:
        sys.exit(__doc__)
