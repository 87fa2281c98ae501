package io.nephoscope.support.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How requests are made.
 *
 * @param connect how long a connection may take
 * @param silence how long an answer may take to begin, and then to go on
 * @param cafile PEM file of the authorities to trust instead of those of the Java platform
 * @param certfile PEM file of our certificate
 * @param keyfile PEM file of our private key
 * @param insecure whether any certificate is taken
 * @param proxies which proxy stands before which address
 * @param parallel how many requests may be under way at once
 * @param parallelPerEndpoint how many of them to one endpoint
 */
public record HttpSettings(
        Duration connect,
        Duration silence,
        Optional<Path> cafile,
        Optional<Path> certfile,
        Optional<Path> keyfile,
        boolean insecure,
        ProxyRules proxies,
        int parallel,
        int parallelPerEndpoint) {}
