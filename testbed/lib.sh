# shellcheck shell=bash
# What the testbed's scripts share: where things are, and how a server is started and ended. To be sourced.
set -euo pipefail

TESTBED=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# A Unix socket's path has at most 107 bytes, and sockets lie below the state folder.
state_folder() {
    local wanted=${NEPHOSCOPE_TESTBED_STATE:-$(dirname "$TESTBED")/target/testbed}
    mkdir -p "$wanted"
    wanted=$(cd "$wanted" && pwd)
    if ((${#wanted} > 75)); then
        wanted=/tmp/nephoscope-testbed-$(cksum <<<"$wanted" | cut -d' ' -f1)
    fi
    echo "$wanted"
}

NEPHOSCOPE_TESTBED_STATE=$(state_folder)
NEPHOSCOPE_AMQP_PORT=${NEPHOSCOPE_AMQP_PORT:-5695}
NEPHOSCOPE_EPMD_PORT=${NEPHOSCOPE_EPMD_PORT:-$((NEPHOSCOPE_AMQP_PORT + 10000))}
NEPHOSCOPE_NOVA_PORT=${NEPHOSCOPE_NOVA_PORT:-$((NEPHOSCOPE_AMQP_PORT + 13000))}
NEPHOSCOPE_BMC_PORT=${NEPHOSCOPE_BMC_PORT:-$((NEPHOSCOPE_AMQP_PORT + 14000))}
NEPHOSCOPE_CLOUD_PORT=${NEPHOSCOPE_CLOUD_PORT:-$((NEPHOSCOPE_AMQP_PORT + 15000))}
NEPHOSCOPE_ETCD_PORT=${NEPHOSCOPE_ETCD_PORT:-$((NEPHOSCOPE_AMQP_PORT + 16000))}
NEPHOSCOPE_SNMP_PORT=${NEPHOSCOPE_SNMP_PORT:-$((NEPHOSCOPE_AMQP_PORT + 12000))}
export NEPHOSCOPE_TESTBED_STATE NEPHOSCOPE_AMQP_PORT NEPHOSCOPE_EPMD_PORT NEPHOSCOPE_NOVA_PORT NEPHOSCOPE_BMC_PORT \
    NEPHOSCOPE_CLOUD_PORT NEPHOSCOPE_ETCD_PORT NEPHOSCOPE_SNMP_PORT

STATE=$NEPHOSCOPE_TESTBED_STATE

mkdir -p "$STATE/log" "$STATE/pid"

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# usage [STATUS]: prints the comment at the top of the script.
usage() {
    sed -n '2,/^$/ { s/^# \{0,1\}//p }' "$0"
    exit "${1:-0}"
}

# need COMMAND PACKAGE
need() {
    command -v "$1" >/dev/null || die "$1 is missing; install it with: apt-get install $2"
}

# When a process started, so that a number used again is not taken for it.
started_at() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    cut -d' ' -f20 <<<"${stat##*) }"
}

# launch NAME COMMAND…: starts a server in a session of its own. Its output goes to log/NAME.log.
launch() {
    local name=$1 pid
    shift
    setsid "$@" >>"$STATE/log/$name.log" 2>&1 </dev/null &
    pid=$!
    echo "$pid $(started_at "$pid")" >"$STATE/pid/$name"
}

# running NAME: whether the server that launch started is alive.
running() {
    local pid since
    read -r pid since 2>/dev/null <"$STATE/pid/$1" || return 1
    [[ $(started_at "$pid") == "$since" && $(cut -d' ' -f3 "/proc/$pid/stat" 2>/dev/null) != Z ]]
}

# end NAME [SIGNAL]: ends a server and all of its session; by force after ten seconds. The process that launch started may be
# gone before those that it started in turn: the server itself, where it runs in a namespace.
end() {
    local name=$1 signal=${2:-TERM} pid _
    if running "$name"; then
        read -r pid _ <"$STATE/pid/$name"
        kill -s "$signal" -- "-$pid" 2>/dev/null || true
        await 10 session_is_over "$pid" || kill -s KILL -- "-$pid" 2>/dev/null || true
        await 5 session_is_over "$pid" || die "$name does not end"
    fi
    rm -f "$STATE/pid/$name"
}

# session_is_over ID: whether nothing of it runs; what only waits to be reaped does not. Threads are asked for: a process
# whose first thread has ended looks like one that waits to be reaped while the others still hold its ports.
session_is_over() {
    local states
    states=$(ps -L -s "$1" -o stat=) || return 0
    ! grep -q '^[^ZX]' <<<"$states"
}

# spent_by NAME: the processor time that the server has taken, in seconds.
spent_by() {
    local pid _
    running "$1" || die "$1 does not run"
    read -r pid _ <"$STATE/pid/$1"
    awk -v ticks="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / ticks }' "/proc/$pid/stat"
}

# await SECONDS COMMAND…: until the command succeeds; fails when the time is over.
await() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

# ready NAME SECONDS COMMAND…: waits for a server, and shows its log when it does not come or is gone.
ready() {
    local name=$1 seconds=$2
    shift 2
    await "$seconds" settled "$name" "$@" && "$@" >/dev/null 2>&1 && return
    tail -n 30 "$STATE/log/$name.log" >&2
    running "$name" || die "$name ended before it was ready"
    die "$name was not ready within $seconds s"
}

settled() {
    "${@:2}" || ! running "$1"
}

listens() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# make_certificates FOLDER SERVER [ADDRESSES]: an authority, and what it has signed for a server, and for an agent.
make_certificates() {
    need openssl openssl
    mkdir -p "$1"
    openssl req -x509 -newkey ec:<(openssl ecparam -name prime256v1) -nodes -days 3650 -subj "/CN=testbed authority" \
        -keyout "$1/ca.key" -out "$1/ca.pem" 2>/dev/null
    certify "$1" "$2" "${3:-DNS:localhost,IP:127.0.0.1}"
    certify "$1" agent "DNS:agent"
}

# certify FOLDER NAME ADDRESSES
certify() {
    openssl req -newkey ec:<(openssl ecparam -name prime256v1) -nodes -subj "/CN=$2" -keyout "$1/$2.key" 2>/dev/null |
        openssl x509 -req -CA "$1/ca.pem" -CAkey "$1/ca.key" -CAcreateserial -days 3650 -out "$1/$2.pem" \
            -extfile <(echo "subjectAltName=$3") 2>/dev/null
}
