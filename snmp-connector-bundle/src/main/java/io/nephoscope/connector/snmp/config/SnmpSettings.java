package io.nephoscope.connector.snmp.config;

import io.nephoscope.support.retry.Backoff;
import java.time.Duration;

/**
 * How devices are asked.
 *
 * @param timeout until a request is sent again
 * @param retries how often it is sent again
 * @param window how many devices are asked at once
 * @param bulkValues how many values one answer of a walk may hold
 * @param rest how long a silent device is left alone
 */
public record SnmpSettings(Duration timeout, int retries, int window, int bulkValues, Backoff rest) {}
