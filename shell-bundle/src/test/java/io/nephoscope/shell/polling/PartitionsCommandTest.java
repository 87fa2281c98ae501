package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.PartitionControl;
import io.nephoscope.api.runtime.PartitionReport;
import io.nephoscope.api.runtime.dto.PartitionMemberDTO;
import io.nephoscope.api.runtime.dto.PartitionMoveDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.api.runtime.dto.ResourceOwnerDTO;
import io.nephoscope.api.runtime.dto.SlotHandoverDTO;
import io.nephoscope.shell.command.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionsCommandTest {

    private final FakeAgentView agent = new FakeAgentView();
    private final PartitionsDTO partitions = new PartitionsDTO();
    private final List<ResourceOwnerDTO> owners = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();

    private final class Report implements PartitionReport {

        @Override
        public PartitionsDTO partitions() {
            return partitions;
        }

        @Override
        public List<ResourceOwnerDTO> owners(String resource, Optional<String> group) {
            return owners.stream()
                    .filter(owner -> group.isEmpty() || owner.group.equals(group.get()))
                    .toList();
        }
    }

    private final class Control implements PartitionControl {

        @Override
        public void leave() {
            actions.add("leave");
            partitions.handedOver = true;
        }

        @Override
        public void comeBack() {
            actions.add("return");
        }
    }

    private static PartitionMemberDTO member(String id, int slots) {
        PartitionMemberDTO member = new PartitionMemberDTO();
        member.id = id;
        member.weight = 1;
        member.slots = slots;
        member.present = true;
        member.polling = "1a2b3c";
        return member;
    }

    @BeforeEach
    void share() {
        agent.agent.partitionReport = new Report();
        agent.agent.partitionControl = new Control();
        partitions.mode = "slots";
        partitions.backend = "zookeeper://zk1,zk2";
        partitions.connected = true;
        partitions.connectedSince = Typed.secondsAgo(180);
        partitions.group = "central";
        partitions.member = "ctl-1";
        partitions.generation = 17;
        partitions.agreedSince = Typed.secondsAgo(5);
        partitions.slots = 4096;
        partitions.ownSlots = 2048;
        partitions.members = List.of(member("ctl-1", 2048), member("ctl-2", 2048));
    }

    @Test
    void showsMembersHandOversAndMoves() {
        SlotHandoverDTO handover = new SlotHandoverDTO();
        handover.from = "ctl-1";
        handover.to = "ctl-2";
        handover.slots = 2048;
        handover.at = Typed.inSeconds(12);
        partitions.pending = List.of(handover);
        PartitionMoveDTO move = new PartitionMoveDTO();
        move.generation = 17;
        move.at = Typed.secondsAgo(5);
        move.moves = 2048;
        move.joined = List.of("ctl-2");
        partitions.moves = List.of(move);
        partitions.unwritten = 3;
        partitions.listsOnce = true;
        partitions.listsMade = 12;
        partitions.listsTaken = 1_048;
        partitions.listsAlone = 2;

        assertThat(Typed.into(agent, "partitions").out()).isEqualTo("""
                Group central by slots through zookeeper://zk1,zk2, connected for 3 min.
                This agent is ctl-1 and has 2,048 of 4,096 slots, by generation 17, known since
                5 s ago.
                Series polled and not yet agreed to be its own: 3.
                Lists of discoveries: 12 made for all, 1,048 taken from others, 2 made for
                itself alone.

                MEMBER WEIGHT SLOTS STATE   POLLS
                ctl-1       1  2048 present 1a2b3c this agent
                ctl-2       1  2048 present 1a2b3c

                To be handed over:
                FROM  TO    SLOTS WHEN
                ctl-1 ctl-2  2048 in 12 s

                What was agreed last:
                GENERATION KNOWN   MOVED JOINED LEFT
                        17 5 s ago  2048 ctl-2
                """);
    }

    @Test
    void showsWhatPollingCostsWhereItWasMeasured() {
        partitions.members.get(0).load = 0.12;
        partitions.members = List.of(partitions.members.get(0), partitions.members.get(1), member("ctl-3", 0));
        partitions.members.get(1).load = 1.08;

        assertThat(Typed.into(agent, "partitions").out()).contains("""
                MEMBER WEIGHT SLOTS LOAD   STATE   POLLS
                ctl-1       1  2048 10.0 % present 1a2b3c this agent
                ctl-2       1  2048 90.0 % present 1a2b3c
                ctl-3       1     0        present 1a2b3c
                """);
    }

    @Test
    void saysSoWhereNothingIsSharedOut() {
        partitions.mode = "off";

        assertThat(Typed.into(agent, "partitions").out()).startsWith("Nothing is shared out: this agent polls all");
        assertThat(Typed.into(agent, "explain", "r1").out()).startsWith("Nothing is shared out");
        assertThat(Typed.into(agent, "partitions", "leave").sentence()).contains("nobody to hand over to");
    }

    @Test
    void handsOverAndTakesPartAgain() {
        assertThat(Typed.into(agent, "partitions", "leave").out()).contains("may be stopped");
        assertThat(Typed.into(agent, "partitions", "return").out()).contains("takes part again");
        assertThat(actions).containsExactly("leave", "return");
    }

    @Test
    void handsNothingOverWithoutAnotherAgent() {
        partitions.members = List.of(member("ctl-1", 4096));

        Typed typed = Typed.into(agent, "partitions", "leave");

        assertThat(typed.status()).isEqualTo(CommandFailure.FAILED);
        assertThat(typed.sentence()).contains("no other agent");
        assertThat(actions).isEmpty();
    }

    @Test
    void refusesOtherWords() {
        assertThat(Typed.into(agent, "partitions", "go").sentence()).contains("neither leave nor return");
        assertThat(Typed.into(agent, "partitions", "leave", "--timeout", "x").status())
                .isEqualTo(CommandFailure.USAGE);
    }

    @Test
    void printsJson() {
        assertThat(Typed.into(agent, "partitions", "--json").out())
                .contains("\"generation\":17", "\"ownSlots\":2048", "\"id\":\"ctl-2\"");
    }

    @Test
    void isALineOfTheStatus() {
        assertThat(Typed.into(agent, "status").out())
                .contains("sharing     ctl-1, one of 2 agents, 2,048 of 4,096 slots; connected for 3 min\n");
    }

    @Test
    void explainsWhoseAResourceIs() {
        ResourceOwnerDTO owner = new ResourceOwnerDTO();
        owner.group = "global";
        owner.slot = 7;
        owner.owner = "ctl-1";
        owner.own = true;
        owner.generation = 17;
        owners.add(owner);

        assertThat(Typed.into(agent, "explain", "r1").out()).isEqualTo("""
                        Shared out with global, it lies in slot 7, which is ctl-1's (this agent) by
                        generation 17.
                        """);
        owner.next = "ctl-2";
        owner.nextAt = Typed.inSeconds(12);
        assertThat(Typed.into(200, agent, "explain", "r1", "--group", "global").out())
                .endsWith("by generation 17; what is due later than 12 s from now is ctl-2's.\n");
        assertThat(Typed.into(agent, "explain", "r1", "--group", "other").out()).contains("--group tells");
    }

    @Test
    void saysSoWithoutTheBundle() {
        agent.agent.partitionReport = null;

        assertThat(Typed.into(agent, "partitions").sentence()).contains("coordination bundle does not run");
        assertThat(Typed.into(agent, "status").out()).doesNotContain("sharing");
    }
}
