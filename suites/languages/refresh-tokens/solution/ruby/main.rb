IDLE = 900
LONGEST = 5000
MOST_FAMILIES = 3
GRACE = 10

class Family
  attr_reader :user, :device, :newest
  attr_accessor :over

  def initialize(user, device, time)
    @user = user
    @device = device
    @login_at = time
    @over = false
  end

  def add(number, time)
    @previous = @newest
    @newest = number
    @made_at = time
  end

  def expired?(time)
    time >= @made_at + IDLE || time >= @login_at + LONGEST
  end

  def alive?(time)
    !over && !expired?(time)
  end

  def repeats?(number, time)
    number == @previous && time <= @made_at + GRACE
  end
end

class Server
  def initialize
    @families = []
    @family_of = [nil]
  end

  def login(time, user, device)
    alive = alive_of(user, time)
    if alive.size == MOST_FAMILIES
      oldest = alive.min_by(&:newest)
      oldest.over = true
      puts "bumped #{oldest.device}"
    end
    @families << Family.new(user, device, time)
    puts make_token(@families.last, time)
  end

  def renew(time, number)
    number = number.to_i
    family = @family_of[number]
    answer = refusal(family, time)
    answer ||=
      if number == family.newest
        make_token(family, time)
      elsif family.repeats?(number, time)
        "token #{family.newest}"
      else
        family.over = true
        'theft'
      end
    puts answer
  end

  def logout(time, number)
    family = @family_of[number.to_i]
    answer = refusal(family, time)
    unless answer
      family.over = true
      answer = 'bye'
    end
    puts answer
  end

  def logoutall(time, user)
    alive = alive_of(user, time)
    alive.each { |family| family.over = true }
    puts "bye #{alive.size}"
  end

  def list(time, user)
    puts ['alive', *alive_of(user, time).map(&:device)].join(' ')
  end

  private

  def make_token(family, time)
    number = @family_of.size
    @family_of << family
    family.add(number, time)
    "token #{number}"
  end

  def alive_of(user, time)
    @families.select { |family| family.user == user && family.alive?(time) }
  end

  def refusal(family, time)
    return 'unknown' unless family
    return 'over' if family.over

    'expired' if family.expired?(time)
  end
end

server = Server.new
$stdin.each_line do |line|
  time, request, *words = line.split
  server.public_send(request, time.to_i, *words)
end
