from vendor.almanac import days_in
