package io.nephoscope.testkit.libvirt;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is asked about one domain that only its process knows. */
record MonitorProcedures(FakeHypervisor hypervisor, Duration jobWait) {

    private static final int BALLOON = 4;
    private static final int BLOCK = 32;

    /** The names of libvirt's memory statistics in the order in which it gives them, with their numbers. */
    private static final List<Map.Entry<String, Integer>> MEMORY = List.of(
            Map.entry("current", 6),
            Map.entry("swap_in", 0),
            Map.entry("swap_out", 1),
            Map.entry("major_fault", 2),
            Map.entry("minor_fault", 3),
            Map.entry("unused", 4),
            Map.entry("available", 5),
            Map.entry("usable", 8),
            Map.entry("last-update", 9),
            Map.entry("disk_caches", 10),
            Map.entry("hugetlb_pgalloc", 11),
            Map.entry("hugetlb_pgfail", 12),
            Map.entry("rss", 7));

    /** The names of a disk's counters in calls about one disk, and in bulk. */
    private static final List<Map.Entry<String, String>> DISK = List.of(
            Map.entry("rd_operations", "rd.reqs"),
            Map.entry("rd_bytes", "rd.bytes"),
            Map.entry("rd_total_times", "rd.times"),
            Map.entry("wr_operations", "wr.reqs"),
            Map.entry("wr_bytes", "wr.bytes"),
            Map.entry("wr_total_times", "wr.times"),
            Map.entry("flush_operations", "fl.reqs"),
            Map.entry("flush_total_times", "fl.times"));

    private static final int NO_ERRORS_COUNTED = -1;

    /** Answers a call about a guest whose process has been asked. */
    @FunctionalInterface
    private interface OnGuest {
        Wire answer(FakeGuest guest, Arguments in) throws RefusedException;
    }

    Map<LibvirtProcedure, Handler> handlers() {
        return Map.of(
                LibvirtProcedure.DOMAIN_MEMORY_STATS, asking((guest, in) -> memory(guest, in.int32())),
                LibvirtProcedure.DOMAIN_BLOCK_STATS, asking((guest, in) -> disk(guest, in.text())),
                LibvirtProcedure.DOMAIN_BLOCK_STATS_FLAGS,
                        asking((guest, in) -> diskParameters(guest, in.text(), in.int32())),
                LibvirtProcedure.DOMAIN_GET_BLOCK_INFO, asking((guest, in) -> diskSize(guest, in.text())));
    }

    private Handler asking(OnGuest handler) {
        return (in, client) -> {
            FakeGuest guest = hypervisor.require(in.domain());
            if (!hypervisor.ask(guest, jobWait)) {
                throw new RefusedException(RemoteError.busy());
            }
            return handler.answer(guest, in);
        };
    }

    private static Wire memory(FakeGuest guest, int most) {
        ParameterValues values = ParameterValues.of(guest, BALLOON);
        Wire statistics = new Wire();
        int count = 0;
        for (Map.Entry<String, Integer> known : MEMORY) {
            String name = "balloon." + known.getKey();
            if (count < most && values.find(name).isPresent()) {
                statistics.int32(known.getValue()).hyper(values.get(name));
                count++;
            }
        }
        return new Wire().int32(count).raw(statistics.bytes());
    }

    private static Wire disk(FakeGuest guest, String device) throws RefusedException {
        ParameterValues values = ParameterValues.of(guest, BLOCK);
        String prefix = values.prefixOf("block", device);
        return new Wire()
                .hyper(values.get(prefix + "rd.reqs"))
                .hyper(values.get(prefix + "rd.bytes"))
                .hyper(values.get(prefix + "wr.reqs"))
                .hyper(values.get(prefix + "wr.bytes"))
                .hyper(NO_ERRORS_COUNTED);
    }

    /** @param most 0 if the caller only wants to know how many there are */
    private static Wire diskParameters(FakeGuest guest, String device, int most) throws RefusedException {
        ParameterValues values = ParameterValues.of(guest, BLOCK);
        String prefix = values.prefixOf("block", device);
        int count = Math.min(most, DISK.size());
        Wire answer = new Wire().int32(count);
        for (Map.Entry<String, String> known : DISK.subList(0, count)) {
            answer.text(known.getKey()).int32(ParameterType.LLONG.number());
            answer.hyper(values.get(prefix + known.getValue()));
        }
        return answer.int32(DISK.size());
    }

    private static Wire diskSize(FakeGuest guest, String device) throws RefusedException {
        ParameterValues values = ParameterValues.of(guest, BLOCK);
        String prefix = values.prefixOf("block", device);
        return new Wire()
                .hyper(values.get(prefix + "allocation"))
                .hyper(values.get(prefix + "capacity"))
                .hyper(values.get(prefix + "physical"));
    }
}
