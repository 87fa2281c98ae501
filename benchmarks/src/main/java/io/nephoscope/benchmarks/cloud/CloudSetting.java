package io.nephoscope.benchmarks.cloud;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an agent polls and where its samples go.
 *
 * @param authUrl Keystone's address
 * @param folder of its files
 * @param interval how often it polls if it polls by itself
 */
record CloudSetting(Scene scene, String authUrl, String brokerUrl, Path folder, Duration interval) {}
