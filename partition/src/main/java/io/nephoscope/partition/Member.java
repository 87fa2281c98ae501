package io.nephoscope.partition;

import java.util.regex.Pattern;

/**
 * One agent that takes part.
 *
 * @param id the same before and after a restart, unlike that of any other agent
 * @param weight how much it takes beside the others, 1 to 10,000; a member of weight 2 takes twice that of weight 1
 */
public record Member(String id, int weight) implements Comparable<Member> {

    private static final int MAX_WEIGHT = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    public Member {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A member's id has 1 to 255 letters, digits, dots, dashes and underscores, unlike \"" + id + "\"");
        }
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("A weight is 1 to " + MAX_WEIGHT + ", not " + weight);
        }
    }

    /** By id: the order in which members are numbered in an assignment. */
    @Override
    public int compareTo(Member other) {
        return id.compareTo(other.id);
    }
}
