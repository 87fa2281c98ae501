package io.nephoscope.discovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Descriptions of domains, as libvirt gives them. */
final class Descriptions {

    /** A domain of Nova's, with all that Nova writes. */
    static final String INSTANCE = load("instance.xml");

    /** A domain that somebody else created. */
    static final String FOREIGN = "<domain><name>pet</name><os><type arch='x86_64'>hvm</type></os><devices/></domain>";

    private Descriptions() {}

    /** The instance with a part of its description replaced. */
    static String instanceWith(String part, String replacement) {
        if (!INSTANCE.contains(part)) {
            throw new IllegalArgumentException("the description has no " + part);
        }
        return INSTANCE.replace(part, replacement);
    }

    private static String load(String file) {
        try (InputStream xml = requireNonNull(Descriptions.class.getResourceAsStream(file), file)) {
            return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
