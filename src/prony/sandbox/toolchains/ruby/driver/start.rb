# Leave the folders out in which Ruby looks by itself: they are of whatever Ruby the machine has installed.
$LOAD_PATH.select! { |folder| folder.start_with?('/opt/') || ENV.fetch('RUBYLIB', '').split(':').include?(folder) }
