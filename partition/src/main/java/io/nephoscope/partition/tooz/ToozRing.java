package io.nephoscope.partition.tooz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hash ring of tooz, by which Ceilometer's agents share resources out: MD5, 32 points per member and unit of
 * weight; the owner of a resource is whose point comes next above it. Only for agents that share with those: it is
 * less even than hash slots, and knows no hand-over. Immutable.
 */
public final class ToozRing {

    private static final int POINTS = 32;

    private final NavigableMap<BigInteger, String> points = new TreeMap<>();

    /** @param members weights by id, in Ceilometer 1 for each UUID */
    public ToozRing(Map<String, Integer> members) {
        new TreeMap<>(members).forEach(this::add);
    }

    /** Each point is the digest of the id so far, which is taken in once more for each. */
    private void add(String member, int weight) {
        byte[] id = member.getBytes(UTF_8);
        MessageDigest running = md5();
        running.update(id);
        for (int i = 0; i < POINTS * weight; i++) {
            running.update(id);
            points.put(unsigned(copy(running).digest()), member);
        }
    }

    /**
     * Who owns a resource.
     *
     * @param text what Python's {@code str} makes of the resource
     * @return null if there are no members
     */
    public @Nullable String owner(String text) {
        if (points.isEmpty()) {
            return null;
        }
        Map.Entry<BigInteger, String> next = points.higherEntry(unsigned(md5().digest(text.getBytes(UTF_8))));
        return (next == null ? points.firstEntry() : next).getValue();
    }

    /** All points, the lowest first. */
    Iterable<BigInteger> points() {
        return points.keySet();
    }

    private static BigInteger unsigned(byte[] digest) {
        return new BigInteger(1, digest);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java has MD5", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's MD5 can be copied", e);
        }
    }
}
