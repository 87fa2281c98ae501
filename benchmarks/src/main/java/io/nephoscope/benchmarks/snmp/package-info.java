/** Measures the reading of many devices by SNMP. */
@NullMarked
package io.nephoscope.benchmarks.snmp;

import org.jspecify.annotations.NullMarked;
