# Leave the folders out in which Ruby looks by itself: they are of whatever Ruby the machine has installed.
$LOAD_PATH.reject! { |folder| !folder.start_with?('/opt/') }
