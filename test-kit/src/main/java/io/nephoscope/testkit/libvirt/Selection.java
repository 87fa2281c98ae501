package io.nephoscope.testkit.libvirt;

/**
 * Which parameters a caller gets.
 *
 * @param groups libvirt's bits; 0 for all
 * @param monitor whether the guest's process can be asked
 */
public record Selection(int groups, boolean monitor) {

    /** Every parameter that there is. */
    public static final Selection ALL = new Selection(0, true);

    /** The groups that libvirt 9 knows. */
    static final int KNOWN_GROUPS = 0x7ff;

    /** The groups for which a guest's process is asked. */
    private static final int GROUPS_OF_MONITOR = 2 | 4 | 8 | 32 | 128 | 512 | 1024;

    /** Whether a parameter of this name is wanted and can be had. */
    public boolean includes(ParameterName name) {
        return (groups == 0 || (groups & name.group()) != 0) && (monitor || !name.isOfMonitor());
    }

    /** Whether it needs the guest's process. */
    boolean asksMonitor() {
        return groups == 0 || (groups & GROUPS_OF_MONITOR) != 0;
    }

    Selection withoutMonitor() {
        return new Selection(groups, false);
    }
}
