package io.nephoscope.testkit.libvirt;

import java.util.EnumMap;
import java.util.Map;

/** What the daemon answers when nobody says otherwise. */
final class Answers {

    private final Map<LibvirtProcedure, Handler> handlers = new EnumMap<>(LibvirtProcedure.class);
    private final int largestMessage;

    Answers(FakeHypervisor hypervisor, Limits limits, Subscriptions subscriptions) {
        largestMessage = limits.largestMessage();
        handlers.putAll(ConnectionProcedures.handlers());
        handlers.putAll(new LookupProcedures(hypervisor).handlers());
        handlers.putAll(new DomainProcedures(hypervisor).handlers());
        handlers.putAll(new MonitorProcedures(hypervisor, limits.jobWait()).handlers());
        handlers.putAll(subscriptions.handlers());
        BulkStatistics bulk = new BulkStatistics(hypervisor, limits);
        handlers.put(LibvirtProcedure.CONNECT_GET_ALL_DOMAIN_STATS, (in, client) -> bulk.answer(in));
    }

    Message to(Call call) throws InterruptedException {
        try {
            Message answer = call.reply(result(call));
            return answer.size() > largestMessage ? call.reply(RemoteError.tooLarge()) : answer;
        } catch (RefusedException e) {
            return call.reply(e.error());
        }
    }

    private Wire result(Call call) throws RefusedException, InterruptedException {
        Message message = call.message();
        if (message.program() != Message.REMOTE) {
            throw new RefusedException(RemoteError.unknownProgram(message.program()));
        }
        Handler handler = LibvirtProcedure.of(message.procedure())
                .map(handlers::get)
                .orElseThrow(() -> new RefusedException(RemoteError.unknownProcedure(message.procedure())));
        return handler.answer(new Arguments(call.arguments()), call.client());
    }
}
