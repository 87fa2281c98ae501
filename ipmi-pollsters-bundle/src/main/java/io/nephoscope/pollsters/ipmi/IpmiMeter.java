package io.nephoscope.pollsters.ipmi;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is polled of sensors. */
enum IpmiMeter {
    TEMPERATURE("Temperature"),
    VOLTAGE("Voltage"),
    CURRENT("Current"),
    FAN("Fan"),
    /** Boards file the power that they take under Current. */
    POWER("Current");

    private static final String CONSUMPTION = "Pwr Consumption";

    private final String sensorType;

    IpmiMeter(String sensorType) {
        this.sensorType = sensorType;
    }

    /** The name of the meter, and of its pollster. */
    String meterName() {
        return "hardware.ipmi." + name().toLowerCase(Locale.ROOT);
    }

    boolean measures(Sensor sensor) {
        boolean isPower = sensor.name().contains(CONSUMPTION);
        return sensor.type().equals(sensorType) && (this != POWER || isPower) && (this != CURRENT || !isPower);
    }

    /** What is known of a sensor beside the node. */
    Map<String, String> description(Sensor sensor) {
        Optional<String> maximum = sensor.normalMaximum();
        return this == FAN && maximum.isPresent() ? Map.of("maximum_rpm", maximum.get()) : Map.of();
    }

    /** The only type of sensor that these pollsters need; empty if they need several, which are asked for at once. */
    static Optional<String> onlyType(Collection<String> pollsters) {
        Set<String> types = Arrays.stream(values())
                .filter(meter -> pollsters.contains(meter.meterName()))
                .map(meter -> meter.sensorType)
                .collect(toSet());
        return types.size() == 1 ? Optional.of(types.iterator().next()) : Optional.empty();
    }
}
