package io.nephoscope.testkit.libvirt;

import java.util.List;

/** Which guests a list holds, by libvirt's flags. Of each pair or group of flags none means all. */
record GuestFilter(int flags) {

    private static final int ACTIVE = 1;
    private static final int INACTIVE = 1 << 1;
    private static final int PERSISTENT = 1 << 2;
    private static final int TRANSIENT = 1 << 3;
    private static final int RUNNING = 1 << 4;
    private static final int PAUSED = 1 << 5;
    private static final int SHUT_OFF = 1 << 6;
    private static final int OTHER_STATE = 1 << 7;
    /** Of what no guest here has: a saved image, an autostart, snapshots, checkpoints. */
    private static final int WITH_EXTRAS = (1 << 8) | (1 << 10) | (1 << 12) | (1 << 14);

    private static final int WITHOUT_EXTRAS = WITH_EXTRAS << 1;

    List<FakeGuest> of(List<FakeGuest> guests) {
        return flags == 0 ? guests : guests.stream().filter(this::passes).toList();
    }

    private boolean passes(FakeGuest guest) {
        return matches(ACTIVE | INACTIVE, guest.domain().isActive() ? ACTIVE : INACTIVE)
                && matches(PERSISTENT | TRANSIENT, guest.isPersistent() ? PERSISTENT : TRANSIENT)
                && matches(RUNNING | PAUSED | SHUT_OFF | OTHER_STATE, state(guest.state()))
                && hasNoExtras();
    }

    private boolean matches(int group, int property) {
        return (flags & group) == 0 || (flags & property) != 0;
    }

    private boolean hasNoExtras() {
        int demanded = flags & WITH_EXTRAS;
        return (demanded & ~((flags & WITHOUT_EXTRAS) >> 1)) == 0;
    }

    private static int state(int state) {
        return switch (state) {
            case 1 -> RUNNING;
            case 3 -> PAUSED;
            case 5 -> SHUT_OFF;
            default -> OTHER_STATE;
        };
    }
}
