package io.nephoscope.testkit.libvirt;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What is asked about one domain that its process need not be asked for. */
record DomainProcedures(FakeHypervisor hypervisor) {

    private static final int STATE = 1;
    private static final int CPU = 2;
    private static final int BALLOON = 4;
    private static final int VCPU = 8;
    private static final int INTERFACE = 16;
    private static final int METADATA_ELEMENT = 2;
    private static final int OCCUPIED = 2;

    /** Answers a call about a guest. */
    @FunctionalInterface
    private interface OnGuest {
        Wire answer(FakeGuest guest, Arguments in) throws RefusedException;
    }

    Map<LibvirtProcedure, Handler> handlers() {
        return Map.ofEntries(
                entry(LibvirtProcedure.DOMAIN_GET_XML_DESC, (guest, in) -> new Wire().text(guest.xml())),
                entry(LibvirtProcedure.DOMAIN_GET_METADATA, DomainProcedures::metadata),
                entry(LibvirtProcedure.DOMAIN_GET_STATE, (guest, in) -> state(guest)),
                entry(LibvirtProcedure.DOMAIN_GET_CONTROL_INFO, (guest, in) -> control(guest)),
                entry(LibvirtProcedure.DOMAIN_GET_INFO, (guest, in) -> info(guest)),
                entry(LibvirtProcedure.DOMAIN_GET_VCPUS, (guest, in) -> processors(guest, in.int32(), in.int32())),
                entry(LibvirtProcedure.DOMAIN_GET_MAX_VCPUS, (guest, in) -> new Wire()
                        .int32((int) ParameterValues.of(guest, VCPU).get("vcpu.maximum"))),
                entry(LibvirtProcedure.DOMAIN_GET_MAX_MEMORY, (guest, in) -> new Wire()
                        .hyper(ParameterValues.of(guest, BALLOON).get("balloon.maximum"))),
                entry(LibvirtProcedure.DOMAIN_GET_OS_TYPE, (guest, in) -> new Wire().text("hvm")),
                entry(LibvirtProcedure.DOMAIN_GET_AUTOSTART, (guest, in) -> new Wire().int32(0)),
                entry(
                        LibvirtProcedure.DOMAIN_IS_ACTIVE,
                        (guest, in) -> flag(guest.domain().isActive())),
                entry(LibvirtProcedure.DOMAIN_IS_PERSISTENT, (guest, in) -> flag(guest.isPersistent())),
                entry(LibvirtProcedure.DOMAIN_INTERFACE_STATS, (guest, in) -> networkInterface(guest, in.text())));
    }

    private Map.Entry<LibvirtProcedure, Handler> entry(LibvirtProcedure procedure, OnGuest handler) {
        return Map.entry(procedure, (in, client) -> handler.answer(hypervisor.require(in.domain()), in));
    }

    private static Wire metadata(FakeGuest guest, Arguments in) throws RefusedException {
        int kind = in.int32();
        Optional<String> namespace = in.optionalText();
        return namespace
                .filter(any -> kind == METADATA_ELEMENT)
                .flatMap(guest::metadata)
                .map(new Wire()::text)
                .orElseThrow(() -> new RefusedException(RemoteError.noMetadata()));
    }

    private static Wire state(FakeGuest guest) {
        return new Wire().int32(guest.state()).int32((int)
                ParameterValues.of(guest, STATE).get("state.reason"));
    }

    /** Whether a call waits for the guest's process, and for how many milliseconds. */
    private Wire control(FakeGuest guest) {
        Optional<Duration> busy = hypervisor.busy(guest);
        return new Wire()
                .int32(busy.isPresent() ? OCCUPIED : 0)
                .int32(0) // details of errors
                .hyper(busy.orElse(Duration.ZERO).toMillis());
    }

    private static Wire info(FakeGuest guest) {
        ParameterValues values = ParameterValues.of(guest, CPU | BALLOON | VCPU);
        return new Wire()
                .int32(guest.state())
                .hyper(values.get("balloon.maximum"))
                .hyper(values.get("balloon.current"))
                .int32((int) values.get("vcpu.current"))
                .hyper(values.get("cpu.time"));
    }

    private static Wire processors(FakeGuest guest, int most, int mapLength) {
        ParameterValues values = ParameterValues.of(guest, VCPU);
        int count = (int) Math.min(most, values.get("vcpu.current"));
        Wire answer = new Wire().int32(count);
        for (int index = 0; index < count; index++) {
            String prefix = "vcpu.%d.".formatted(index);
            answer.int32(index).int32((int) values.get(prefix + "state")).hyper(values.get(prefix + "time"));
            answer.int32(index); // the host's processor that it runs on
        }
        byte[] maps = new byte[(count * mapLength + 3) & ~3];
        Arrays.fill(maps, 0, count * mapLength, (byte) 0xff);
        return answer.int32(count * mapLength).raw(maps);
    }

    private static Wire networkInterface(FakeGuest guest, String device) throws RefusedException {
        ParameterValues values = ParameterValues.of(guest, INTERFACE);
        String prefix = values.prefixOf("net", device);
        Wire answer = new Wire();
        for (String direction : new String[] {"rx.", "tx."}) {
            for (String counter : new String[] {"bytes", "pkts", "errs", "drop"}) {
                answer.hyper(values.get(prefix + direction + counter));
            }
        }
        return answer;
    }

    private static Wire flag(boolean value) {
        return new Wire().int32(value ? 1 : 0);
    }
}
