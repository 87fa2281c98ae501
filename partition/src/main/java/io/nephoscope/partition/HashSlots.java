package io.nephoscope.partition;

/**
 * Maps resources to hash slots. The function is the same on all agents, versions and machines, for ever: what it
 * says decides who polls a resource.
 *
 * @param count how many slots there are; the same on all agents
 */
public record HashSlots(int count) {

    /** The most that there may be: slots are written as two bytes. */
    public static final int MAX = 1 << 16;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public HashSlots {
        if (count < 1 || count > MAX) {
            throw new IllegalArgumentException("There can be 1 to " + MAX + " hash slots, not " + count);
        }
    }

    /**
     * The slot of a resource, from 0.
     *
     * @param group what it is shared out with
     * @param resource its id
     */
    public int slotOf(String group, String resource) {
        return slotOf(hash(group), resource);
    }

    /**
     * The same for many resources of one group.
     *
     * @param groupHash the group's {@link #hash}
     */
    public int slotOf(long groupHash, String resource) {
        return (int) (((mix(absorb(groupHash, resource)) >>> 32) * count) >>> 32);
    }

    /** What a group contributes to the slots of its resources. */
    public static long hash(String group) {
        // A unit that no id begins with, so that ("a", "bc") and ("ab", "c") differ.
        return (absorb(FNV_OFFSET, group) ^ 0xffff) * FNV_PRIME;
    }

    /** FNV-1a, with the UTF-16 units of the text in the place of bytes: the same as with bytes where it is ASCII. */
    private static long absorb(long hash, String text) {
        long state = hash;
        for (int i = 0; i < text.length(); i++) {
            state = (state ^ text.charAt(i)) * FNV_PRIME;
        }
        return state;
    }

    /** The last step of MurmurHash3: FNV alone leaves the upper bits of short texts alike. */
    static long mix(long hash) {
        long state = hash;
        state = (state ^ (state >>> 33)) * 0xff51afd7ed558ccdL;
        state = (state ^ (state >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return state ^ (state >>> 33);
    }
}
