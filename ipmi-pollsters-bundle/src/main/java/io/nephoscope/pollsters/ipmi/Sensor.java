package io.nephoscope.pollsters.ipmi;

import java.util.Optional;

/**
 * A sensor and what it reads.
 *
 * @param name as ipmitool calls it, with its number
 * @param type the first word of its type
 * @param unit in the words of samples
 * @param normalMaximum what the board says that it reads at most as a rule, as ipmitool writes it
 */
record Sensor(String name, String type, double reading, String unit, Optional<String> normalMaximum) {}
