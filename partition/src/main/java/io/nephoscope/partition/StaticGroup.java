package io.nephoscope.partition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/** Names the group that a source's own resources are shared out in: the same wherever the same resources are written. */
public final class StaticGroup {

    private static final int DIGITS = 16;

    private StaticGroup() {}

    /** A name that depends on the resources alone: neither on their order nor on the agent. */
    public static String of(Collection<String> resources) {
        MessageDigest digest = sha256();
        for (String resource : new TreeSet<>(resources)) {
            byte[] bytes = resource.getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
        }
        return "static-" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java has SHA-256", e);
        }
    }
}
